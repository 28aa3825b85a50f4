package io.itemql.store.mv;

import io.itemql.error.ItemException;
import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.mv.page.PageFailure;
import io.itemql.store.mv.page.PageStore;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** Reads every page of a store to see whether it can be read. */
final class PageSurvey {
    private static final int CACHE_MEGABYTES = 4;

    private boolean whole = true;
    private OptionalLong savedPosition = OptionalLong.empty();

    /** @throws ItemException if a page may be whole and cannot be read all the same */
    PageSurvey(StoreDirectory directory) {
        try {
            PageStore pages = PageStore.openDamaged(directory, Recovery.PAGES, CACHE_MEGABYTES, Recovery.PAGE_BYTES);
            try {
                read(pages);
            } finally {
                pages.abandon();
            }
        } catch (ItemException e) {
            // What keeps a store from being opened at all may be damage as well.
            PageFailure.damage(e);
            whole = false;
        }
    }

    private void read(PageStore pages) {
        for (String name : pages.mapNames()) {
            try {
                read(pages, name);
            } catch (ItemException e) {
                PageFailure.damage(e);
                // The other maps are looked at all the same.
                whole = false;
            }
        }
    }

    private void read(PageStore pages, String map) {
        boolean isState = map.equals(StoreState.MAP);
        pages.openMap(map)
                .salvage(
                        (key, value) -> {
                            if (isState && key[0] == StoreState.JOURNAL) {
                                savedPosition =
                                        OptionalLong.of(ByteBuffer.wrap(value).getLong());
                            }
                        },
                        lost -> whole = false);
    }

    /** Whether all pages can be read. */
    boolean isWhole() {
        return whole;
    }

    /** Up to where of the journal the pages go; empty if that cannot be read. */
    OptionalLong savedPosition() {
        return savedPosition;
    }
}

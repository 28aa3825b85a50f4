package io.itemql.store.mv;

import io.itemql.error.ItemException;
import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.mv.page.PageStore;
import java.nio.ByteBuffer;

/** Reads every page of a store to see whether it can be read. */
final class PageSurvey {
    private static final int CACHE_MEGABYTES = 4;

    private boolean whole = true;
    private long savedPosition;

    PageSurvey(StoreDirectory directory) {
        try {
            PageStore pages = PageStore.openDamaged(directory, Recovery.PAGES, CACHE_MEGABYTES, Recovery.PAGE_BYTES);
            try {
                read(pages);
            } finally {
                pages.abandon();
            }
        } catch (ItemException e) {
            // What keeps a store from being opened at all is damage as well.
            whole = false;
        }
    }

    private void read(PageStore pages) {
        for (String name : pages.mapNames()) {
            boolean isState = name.equals(StoreState.MAP);
            pages.openMap(name)
                    .salvage(
                            (key, value) -> {
                                if (isState && key[0] == StoreState.JOURNAL) {
                                    savedPosition = ByteBuffer.wrap(value).getLong();
                                }
                            },
                            lost -> whole = false);
        }
    }

    /** Whether all pages can be read. */
    boolean isWhole() {
        return whole;
    }

    /** Up to where of the journal the pages go; 0 if that cannot be read. */
    long savedPosition() {
        return savedPosition;
    }
}

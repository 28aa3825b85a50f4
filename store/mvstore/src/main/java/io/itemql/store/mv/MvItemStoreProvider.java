package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.ItemStore;
import io.itemql.store.ItemStoreProvider;
import io.itemql.store.StoreAddress;
import io.itemql.store.mv.file.DiskDirectory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Opens embedded stores: {@code mem} and {@code file}. */
public final class MvItemStoreProvider implements ItemStoreProvider {
    private static final String MEMORY = "mem";
    private static final String FILE = "file";

    @Override
    public Set<String> schemes() {
        return Set.of(MEMORY, FILE);
    }

    @Override
    public Map<String, String> options() {
        return Collections.unmodifiableMap(StoreOptions.DESCRIPTIONS);
    }

    @Override
    public Set<String> ineffectiveOptions(StoreAddress address) {
        return address.scheme().equals(MEMORY) ? StoreOptions.OF_DIRECTORIES : Set.of();
    }

    @Override
    public ItemStore open(StoreAddress address, Map<String, String> options) {
        StoreOptions parsed = StoreOptions.parse(options);
        if (address.scheme().equals(FILE)) {
            Path path = path(address);
            Rescue rescue = new Rescue(path, parsed);
            if (parsed.recover()) {
                return rescue.open();
            }
            rescue.checkNotInterrupted();
            return Recovery.open(new DiskDirectory(path), parsed);
        }
        if (address.scheme().equals(MEMORY)) {
            return MvItemStore.inMemory(address.toString(), parsed);
        }
        throw new ItemException(ErrorCode.INVALID_URL, address, "the schemes are " + new TreeSet<>(schemes()));
    }

    private static Path path(StoreAddress address) {
        if (address.location().isEmpty()) {
            throw new ItemException(ErrorCode.NOT_A_STORE, address, "it names no directory");
        }
        try {
            return Path.of(address.location());
        } catch (InvalidPathException e) {
            throw ItemException.causedBy(e, ErrorCode.NOT_A_STORE, address, e.getMessage());
        }
    }
}

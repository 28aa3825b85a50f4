package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.StatementFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directories in which statements may write and read files: none, unless whoever opened the store has named them.
 * What counts is where a path really leads, behind {@code ..} and symbolic links. Immutable.
 */
final class FileRights implements StatementFiles {
    static final FileRights NONE = new FileRights(List.of());

    private static final String FILES = "files:";

    private final List<Path> directories;

    private FileRights(List<Path> directories) {
        this.directories = directories;
    }

    /**
     * The rights that an option gives, such as {@code files:/backups,files:/exports}.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_OPTION_VALUE}
     */
    static FileRights parse(String option, String value) {
        List<Path> directories = new ArrayList<>();
        for (String part : value.split(",", -1)) {
            if (!part.startsWith(FILES) || part.length() == FILES.length()) {
                throw new ItemException(
                        ErrorCode.INVALID_OPTION_VALUE, option, value, "it is files:DIRECTORY, or several with commas");
            }
            try {
                directories.add(Path.of(part.substring(FILES.length())).toAbsolutePath());
            } catch (InvalidPathException e) {
                throw ItemException.causedBy(e, ErrorCode.INVALID_OPTION_VALUE, option, value, e.getMessage());
            }
        }
        return new FileRights(List.copyOf(directories));
    }

    @Override
    public Path check(String what, String directory) {
        if (directories.isEmpty()) {
            throw new ItemException(
                    ErrorCode.FILES_NOT_ALLOWED,
                    what + " '" + directory + "'",
                    "the store was opened without the option allow=files:DIRECTORY");
        }
        try {
            Path wanted = real(directories.get(0).resolve(directory));
            for (Path allowed : directories) {
                if (wanted.startsWith(real(allowed))) {
                    return wanted;
                }
            }
        } catch (InvalidPathException | IOException e) {
            throw ItemException.causedBy(e, ErrorCode.FILES_NOT_ALLOWED, what + " '" + directory + "'", e.getMessage());
        }
        throw new ItemException(
                ErrorCode.FILES_NOT_ALLOWED,
                what + " '" + directory + "'",
                "it does not lie in a directory that the option allow names");
    }

    /** Where a path leads, though its last parts need not exist. */
    private static Path real(Path path) throws IOException {
        Path normal = path.toAbsolutePath().normalize();
        Path existing = normal;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing == null ? normal : existing.toRealPath().resolve(existing.relativize(normal));
    }
}

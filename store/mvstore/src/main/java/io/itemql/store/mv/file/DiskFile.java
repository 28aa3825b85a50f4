package io.itemql.store.mv.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file on disk.
 *
 * <p>Java closes a file channel under everybody's feet when a thread is interrupted while it uses the channel, as a
 * thread pool does that shuts down. One statement must not be able to take the store away from all others, so the
 * channel is opened again and the operation repeated; the interrupted thread keeps its flag.
 */
final class DiskFile implements StoreFile {
    private final Path path;
    private final Object reopening = new Object();
    private volatile FileChannel channel;
    private volatile boolean closed;

    DiskFile(Path path) throws IOException {
        this.path = path;
        this.channel = open(path);
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** What is done with a channel. Repeatable: it must not keep what a first attempt changed. */
    private interface Operation {
        long run(FileChannel channel) throws IOException;
    }

    private long run(Operation operation) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel current = channel;
                try {
                    return operation.run(current);
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                    reopen(current);
                } catch (ClosedChannelException e) {
                    if (closed) {
                        throw e;
                    }
                    // Another thread was interrupted.
                    reopen(current);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void reopen(FileChannel broken) throws IOException {
        synchronized (reopening) {
            if (closed) {
                throw new ClosedChannelException();
            }
            if (!broken.equals(channel)) {
                return;
            }
            channel = open(path);
        }
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        int start = target.position();
        return (int) run(current -> {
            target.position(start);
            long at = position;
            while (target.hasRemaining()) {
                int count = current.read(target, at);
                if (count < 0) {
                    break;
                }
                at += count;
            }
            return at - position;
        });
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        int start = source.position();
        run(current -> {
            source.position(start);
            long at = position;
            while (source.hasRemaining()) {
                at += current.write(source, at);
            }
            return at;
        });
    }

    @Override
    public void force() throws IOException {
        run(current -> {
            current.force(false);
            return 0;
        });
    }

    @Override
    public void truncate(long bytes) throws IOException {
        run(current -> {
            current.truncate(bytes);
            return 0;
        });
    }

    @Override
    public long size() throws IOException {
        return run(FileChannel::size);
    }

    @Override
    public void close() throws IOException {
        synchronized (reopening) {
            closed = true;
            channel.close();
        }
    }
}

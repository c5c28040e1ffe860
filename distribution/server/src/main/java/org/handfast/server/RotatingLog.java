package org.handfast.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A log file that is put aside when it is full; a few old ones are kept. Thread-safe. */
final class RotatingLog extends OutputStream {

    private final Path file;
    private final long most;
    private final int kept;
    private OutputStream out;
    private long size;

    /** Appends to {@code file}; past {@code most} bytes it becomes {@code file.1}, and so on up to {@code kept}. */
    RotatingLog(Path file, long most, int kept) throws IOException {
        this.file = file;
        this.most = most;
        this.kept = kept;
        this.size = Files.exists(file) ? Files.size(file) : 0;
        this.out = open();
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (size > 0 && size + length > most) {
            rotate();
        }
        out.write(bytes, offset, length);
        size += length;
    }

    private void rotate() throws IOException {
        out.close();
        for (int i = kept - 1; i >= 1; i--) {
            if (Files.exists(old(i))) {
                Files.move(old(i), old(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, old(1), StandardCopyOption.REPLACE_EXISTING);
        out = open();
        size = 0;
    }

    private Path old(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    @Override
    public synchronized void flush() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}

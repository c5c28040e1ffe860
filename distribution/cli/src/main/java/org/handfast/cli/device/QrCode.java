package org.handfast.cli.device;

import java.util.stream.Collectors;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** A QR code (ISO/IEC 18004) in text: two rows of modules a line, by half blocks, with the quiet zone around it. */
public record QrCode(ByteMatrix modules) {

    private static final int QUIET = 4;
    private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";
    private static final String RESET = "\u001b[0m";

    /** That of a text. */
    public static QrCode of(String text) {
        try {
            return new QrCode(Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix());
        } catch (WriterException e) {
            throw new IllegalArgumentException("this is too long for a QR code", e);
        }
    }

    /** Ink on paper: a dark module is a block. */
    public String plain() {
        var drawn = new StringBuilder();
        int size = modules.getHeight() + 2 * QUIET;
        for (int y = 0; y < size; y += 2) {
            for (int x = 0; x < size; x++) {
                drawn.append(half(dark(x, y), dark(x, y + 1)));
            }
            drawn.append('\n');
        }
        return drawn.toString();
    }

    /** For a terminal, whatever its own colours are. */
    public String coloured() {
        return plain().lines().map(line -> BLACK_ON_WHITE + line + RESET + "\n").collect(Collectors.joining());
    }

    /** For a picture: one row of true and false for each row of modules, the quiet zone included. */
    public boolean[][] rows() {
        int size = modules.getHeight() + 2 * QUIET;
        var rows = new boolean[size][size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                rows[y][x] = dark(x, y);
            }
        }
        return rows;
    }

    private static char half(boolean above, boolean below) {
        if (above) {
            return below ? '█' : '▀';
        }
        return below ? '▄' : ' ';
    }

    private boolean dark(int x, int y) {
        int column = x - QUIET;
        int row = y - QUIET;
        return column >= 0
                && row >= 0
                && column < modules.getWidth()
                && row < modules.getHeight()
                && modules.get(column, row) == 1;
    }
}

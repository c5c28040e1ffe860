package org.handfast.cli.device;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;

/** QR codes in PNG files. A file says how large its picture is before any of it is unpacked. */
public final class Picture {

    private static final int MODULE = 8;
    private static final int MOST_BYTES = 20 * 1024 * 1024;
    private static final int MOST_PIXELS = 40_000_000;
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xffffff;

    /** As a photo has a code; and as it was drawn: one in sixty that are drawn here is not found by the first. */
    private static final List<Map<DecodeHintType, ?>> WAYS =
            List.of(Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE), Map.of(DecodeHintType.PURE_BARCODE, Boolean.TRUE));

    private Picture() {}

    /** Draws a code into a file, which it replaces. */
    public static void write(QrCode code, Path file) {
        boolean[][] rows = code.rows();
        int size = rows.length * MODULE;
        var image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                image.setRGB(x, y, rows[y / MODULE][x / MODULE] ? BLACK : WHITE);
            }
        }
        try {
            var png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            Files.write(file, png.toByteArray());
        } catch (IOException e) {
            throw new CliException(ExitCode.USAGE, "the picture cannot be written to " + file + ": " + e.getMessage());
        }
    }

    /**
     * What the code in a picture says.
     *
     * @throws CliException USAGE if it is no picture, or there is no code in it
     */
    public static String read(Path file) {
        BufferedImage image = image(file);
        int width = image.getWidth();
        int height = image.getHeight();
        var pixels = new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
        for (Map<DecodeHintType, ?> way : WAYS) {
            try {
                return new QRCodeReader()
                        .decode(new BinaryBitmap(new HybridBinarizer(pixels)), way)
                        .getText();
            } catch (ReaderException e) {
                // The next way may find it.
            }
        }
        throw new CliException(
                ExitCode.USAGE,
                "no QR code is found in " + file + ": take the picture again, sharp, and with white around the code");
    }

    private static BufferedImage image(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new CliException(ExitCode.USAGE, "the picture " + file + " cannot be read: " + e.getMessage());
        }
        if (bytes.length > MOST_BYTES) {
            throw new CliException(ExitCode.USAGE, "the picture " + file + " has more than 20 MiB: make it smaller");
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new CliException(
                            ExitCode.USAGE,
                            "the picture " + file + " has more than 40 million pixels: make it smaller");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof CliException known) {
                throw known;
            }
            throw new CliException(ExitCode.USAGE, file + " is no PNG picture, or it is damaged");
        }
    }
}

package org.handfast.cli.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;

class PictureTest {

    @TempDir
    Path folder;

    private void fails(Path file, String sentence) {
        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(sentence);
    }

    private Path file(byte... bytes) throws IOException {
        return Files.write(folder.resolve("picture.png"), bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HANDFAST:1:K:ABC:HUB.EXAMPLE:9081", "HANDFAST:1:K:ABC:[::1]:9081", "x"})
    void isReadAsItWasDrawn(String text) {
        Path file = folder.resolve("code.png");
        Picture.write(QrCode.of(text), file);
        assertThat(Picture.read(file)).isEqualTo(text);
    }

    @Test
    void isReadInColoursAndFromASide() throws IOException {
        Path file = folder.resolve("code.png");
        Picture.write(QrCode.of("HANDFAST"), file);
        BufferedImage drawn = ImageIO.read(file.toFile());
        var photo = new BufferedImage(900, 700, BufferedImage.TYPE_INT_RGB);
        var graphics = photo.createGraphics();
        graphics.setColor(new Color(0xd8d0c0));
        graphics.fillRect(0, 0, 900, 700);
        graphics.rotate(0.3, 450, 350);
        graphics.drawImage(drawn, 300, 200, 300, 300, null);
        graphics.dispose();
        ImageIO.write(photo, "png", file.toFile());
        assertThat(Picture.read(file)).isEqualTo("HANDFAST");
    }

    @Test
    void whatIsNoPictureIsSaidToBeNone() throws IOException {
        fails(folder.resolve("nowhere.png"), "cannot be read");
        fails(file(), "is no PNG picture");
        fails(file((byte) 1, (byte) 2), "is no PNG picture");
        fails(folder, "cannot be read");
    }

    @Test
    void aPictureWithoutACodeIsSaidToHaveNone() throws IOException {
        Path file = folder.resolve("white.png");
        ImageIO.write(new BufferedImage(100, 100, BufferedImage.TYPE_BYTE_BINARY), "png", file.toFile());
        fails(file, "no QR code is found");
    }

    /** A few bytes that say they are a picture of a hundred thousand by a hundred thousand. */
    @Test
    void aPictureThatIsTooLargeIsNotUnpacked() throws IOException {
        var png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        byte[] header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(100_000)
                .putInt(100_000)
                .put(new byte[] {1, 0, 0, 0, 0})
                .array();
        var crc = new CRC32();
        crc.update(header);
        png.write(ByteBuffer.allocate(25)
                .putInt(13)
                .put(header)
                .putInt((int) crc.getValue())
                .array());
        fails(file(png.toByteArray()), "more than 40 million pixels");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        Path file = folder.resolve("large.png");
        try (var channel = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(20L * 1024 * 1024).write(ByteBuffer.wrap(new byte[] {1}));
        }
        fails(file, "more than 20 MiB");
    }
}

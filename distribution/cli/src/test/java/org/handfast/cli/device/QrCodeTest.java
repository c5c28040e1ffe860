package org.handfast.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import org.junit.jupiter.api.Test;

class QrCodeTest {

    private static final int QUIET = 4;

    @Test
    void isReadBackFromWhatIsDrawn() throws Exception {
        List<String> lines = QrCode.of("E011T7D").plain().lines().toList();
        int size = lines.getFirst().length() - 2 * QUIET;
        var modules = new BitMatrix(size);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                char drawn = lines.get((y + QUIET) / 2).charAt(x + QUIET);
                if (drawn == '█' || drawn == ((y + QUIET) % 2 == 0 ? '▀' : '▄')) {
                    modules.set(x, y);
                }
            }
        }
        assertThat(new Decoder().decode(modules).getText()).isEqualTo("E011T7D");
    }

    @Test
    void hasAQuietZone() {
        List<String> lines = QrCode.of("E011T7D").plain().lines().toList();
        assertThat(lines.subList(0, QUIET / 2)).allMatch(String::isBlank);
        assertThat(lines).allMatch(line -> line.startsWith(" ".repeat(QUIET)) && line.endsWith(" ".repeat(QUIET)));
    }

    @Test
    void hasItsOwnColoursOnATerminal() {
        assertThat(QrCode.of("E011T7D").coloured().lines())
                .allMatch(line -> line.startsWith("\u001b[") && line.endsWith("\u001b[0m"));
    }
}

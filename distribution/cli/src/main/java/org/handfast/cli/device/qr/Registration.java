package org.handfast.cli.device.qr;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.device.DeviceFolder;
import org.handfast.cli.device.hub.HubUrl;
import org.handfast.core.json.JsonReader;
import org.handfast.plugin.qr.device.DeviceRecords;
import org.handfast.plugin.qr.device.QrDevice;

/**
 * What a device folder keeps of the protocol: one device, at one hub.
 *
 * @param hub where
 * @param name what the device calls itself there
 * @param device all the rest
 */
record Registration(HubUrl hub, String name, QrDevice device) {

    private static final String FILE = "qr.json";

    static Optional<Registration> find(DeviceFolder folder, DeviceRecords records) {
        return folder.read(FILE).map(file -> read(file, records));
    }

    private static Registration read(byte[] file, DeviceRecords records) {
        try {
            Json.Members kept = JsonReader.read(Bytes.wrap(file)).root();
            return new Registration(
                    HubUrl.parse(kept.text("hub").orElse("")),
                    kept.text("name").orElse(""),
                    records.read(
                            kept.members("device").orElseThrow(() -> new CliException(ExitCode.FAILED, "nothing"))));
        } catch (Fault | CliException | IllegalArgumentException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    "this device's " + FILE + " cannot be read; move it away, and register and connect again (" + why(e)
                            + ")");
        }
    }

    private static String why(RuntimeException e) {
        return e instanceof Fault fault ? fault.detail() : String.valueOf(e.getMessage());
    }

    /** Keeps it, in place of what was before: on disk when this returns. */
    void keep(DeviceFolder folder, DeviceRecords records) {
        Json.Members kept = Json.of("hub", hub.toString(), "name", name, "device", records.write(device));
        folder.write(FILE, kept.canonical().toArray());
    }

    Registration with(QrDevice now) {
        return new Registration(hub, name, now);
    }
}

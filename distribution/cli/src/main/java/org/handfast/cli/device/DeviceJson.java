package org.handfast.cli.device;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.handfast.api.Bytes;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.core.store.MemoryStore;

/** What a device knows, as a file: its records as they are, bytes in hexadecimal. Secrets in it are sealed already. */
public final class DeviceJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(Bytes.class, new BytesWriter())
                    .addDeserializer(Bytes.class, new BytesReader()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // A file of an earlier version does not have every list, and every map.
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, map -> map.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private DeviceJson() {}

    /** What the device of a folder knew when it last wrote it down; nothing if it never did. */
    public static MemoryStore.Contents contents(DeviceFolder folder) {
        return folder.read().map(DeviceJson::read).orElse(MemoryStore.Contents.EMPTY);
    }

    static byte[] write(MemoryStore.Contents contents) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(contents);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static MemoryStore.Contents read(byte[] file) {
        try {
            return MAPPER.readValue(file, MemoryStore.Contents.class);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    "what this device has kept cannot be read (" + e.getMessage()
                            + "); move its device.json away to begin anew, and pair again");
        }
    }

    private static final class BytesWriter extends StdSerializer<Bytes> {
        private static final long serialVersionUID = 1;

        BytesWriter() {
            super(Bytes.class);
        }

        @Override
        public void serialize(Bytes value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.hex());
        }
    }

    private static final class BytesReader extends StdDeserializer<Bytes> {
        private static final long serialVersionUID = 1;

        BytesReader() {
            super(Bytes.class);
        }

        @Override
        public Bytes deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return Bytes.hex(in.getValueAsString());
        }
    }
}

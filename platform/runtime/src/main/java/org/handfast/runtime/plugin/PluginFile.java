package org.handfast.runtime.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.core.crypto.Sha256;

/**
 * A plugin's bundle, read and looked over.
 *
 * @param name its symbolic name
 * @param title its name for people
 * @param version its version
 * @param sha256 the hash of its contents, lower-case hexadecimal
 * @param contents the file
 */
record PluginFile(String name, String title, String version, String sha256, Bytes contents) {

    /** The largest plugin that is taken, in bytes. */
    static final int MAX_SIZE = 32 * 1024 * 1024;

    /** The most that its entries may unpack to, in bytes, so that a small file cannot fill the memory. */
    private static final long MAX_UNPACKED = 256L * 1024 * 1024;

    private static final String API = "org/handfast/api/";

    /**
     * Reads a bundle.
     *
     * @throws Fault OPERATOR_INPUT that says what is wrong with it
     */
    static PluginFile read(Bytes contents) {
        require(contents.size() <= MAX_SIZE, "plugin-too-large", "A plugin has at most " + MAX_SIZE + " bytes.");
        try (var jar = new JarInputStream(new ByteArrayInputStream(contents.toArray()), false)) {
            Manifest manifest = jar.getManifest();
            require(manifest != null, "no-plugin", "This is not a plugin: it is no jar file with a manifest.");
            Attributes main = manifest.getMainAttributes();
            String name = header(main, "Bundle-SymbolicName");
            require(!name.isEmpty(), "no-plugin", "This is not a plugin: its manifest has no Bundle-SymbolicName.");
            require(
                    !header(main, "Export-Package").contains("org.handfast.api"),
                    "exports-api",
                    "The plugin exports org.handfast.api, which is the hub's.");
            List<String> findings = review(jar);
            require(
                    findings.isEmpty(),
                    "forbidden-code",
                    "The plugin does what a protocol leaves to the hub: " + String.join("; ", findings) + ".");
            String title = header(main, "Bundle-Name");
            return new PluginFile(
                    name,
                    title.isEmpty() ? name : title,
                    main.getValue("Bundle-Version") == null ? "0.0.0" : main.getValue("Bundle-Version"),
                    Sha256.of(contents).hex(),
                    contents);
        } catch (IOException e) {
            throw new Fault(
                    Fault.Category.OPERATOR_INPUT, "no-plugin", "This is not a plugin: the jar file is damaged.", e);
        }
    }

    private static List<String> review(JarInputStream jar) throws IOException {
        List<String> findings = new ArrayList<>();
        long unpacked = 0;
        for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
            byte[] bytes = jar.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, MAX_UNPACKED - unpacked + 1));
            unpacked += bytes.length;
            require(unpacked <= MAX_UNPACKED, "plugin-too-large", "The plugin unpacks to more than the hub takes.");
            require(
                    !entry.getName().startsWith(API),
                    "contains-api",
                    "The plugin contains org.handfast.api, which is the hub's.");
            if (entry.getName().endsWith(".class")) {
                findings.addAll(BytecodeReview.findings(bytes));
            }
        }
        return findings.stream().distinct().limit(5).toList();
    }

    /** The first clause of a header, without attributes. */
    private static String header(Attributes main, String name) {
        String value = main.getValue(name);
        return value == null ? "" : name.equals("Export-Package") ? value : value.split("[;,]")[0].strip();
    }

    private static void require(boolean condition, String code, String detail) {
        if (!condition) {
            throw new Fault(Fault.Category.OPERATOR_INPUT, code, detail);
        }
    }
}

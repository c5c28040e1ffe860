package org.handfast.runtime.plugin;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.util.Map;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;

import org.handfast.api.Bytes;

/** Makes bundles of the sample protocol. */
final class SampleBundles {

    private SampleBundles() {}

    /** The plugin in a version. */
    static Bytes plugin(String version) {
        return bundle("org.handfast.sample", version, Map.of());
    }

    /** A bundle with other headers than it should have. */
    static Bytes bundle(String name, String version, Map<String, String> headers) {
        try (var builder = new Builder()) {
            builder.addClasspath(new File("target/test-classes"));
            builder.addClasspath(new File("../../api-spec/plugin-api/target/classes"));
            builder.setProperty("Bundle-SymbolicName", name);
            builder.setProperty("Bundle-Name", "The sample");
            builder.setProperty("Bundle-Version", version);
            builder.setProperty("Private-Package", "org.handfast.runtime.sample;-split-package:=first");
            builder.setProperty("-noimportjava", "true");
            builder.setProperty("-removeheaders", "Tool,Created-By,Bnd-LastModified");
            builder.setProperty("Import-Package", "org.jspecify.annotations;resolution:=optional,*");
            headers.forEach(builder::setProperty);
            Jar jar = builder.build();
            jar.remove("org/handfast/runtime/sample/Sleeper.class");
            if (headers.containsKey("Test-With-Sleeper")) {
                jar.putResource(
                        "org/handfast/runtime/sample/Sleeper.class",
                        new aQute.bnd.osgi.FileResource(
                                new File("target/test-classes/org/handfast/runtime/sample/Sleeper.class")));
            }
            var out = new ByteArrayOutputStream();
            jar.write(out);
            return Bytes.wrap(out.toByteArray());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

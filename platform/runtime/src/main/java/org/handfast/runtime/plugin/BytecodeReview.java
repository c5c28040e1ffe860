package org.handfast.runtime.plugin;

import java.util.ArrayList;
import java.util.List;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Looks through a class for what a protocol leaves to the hub: sockets, threads, processes, files, clocks, randomness,
 * reflection. A help for whoever reviews a plugin: code that means harm finds a way around it.
 */
final class BytecodeReview {

    private static final List<String> FORBIDDEN_TYPES = List.of(
            "java/net/Socket",
            "java/net/ServerSocket",
            "java/net/DatagramSocket",
            "java/net/MulticastSocket",
            "java/net/URLConnection",
            "java/net/HttpURLConnection",
            "java/net/http/",
            "java/nio/channels/",
            "java/nio/file/",
            "java/io/File",
            "java/io/RandomAccessFile",
            "java/lang/Thread",
            "java/lang/Process",
            "java/lang/Runtime",
            "java/lang/reflect/",
            "java/lang/invoke/MethodHandles$Lookup.define",
            "java/util/Timer",
            "java/util/Random",
            "java/util/concurrent/Executors",
            "java/util/concurrent/ThreadPoolExecutor",
            "java/util/concurrent/ForkJoinPool",
            "java/security/SecureRandom",
            "javax/naming/",
            "sun/",
            "jdk/internal/",
            "org/osgi/framework/");

    private static final List<String> FORBIDDEN_METHODS = List.of(
            "java/lang/System.currentTimeMillis",
            "java/lang/System.nanoTime",
            "java/lang/System.exit",
            "java/lang/System.load",
            "java/lang/System.loadLibrary",
            "java/lang/Class.forName",
            "java/lang/Math.random",
            "java/util/UUID.randomUUID",
            "java/time/Instant.now",
            "java/time/LocalDateTime.now",
            "java/time/ZonedDateTime.now",
            "java/time/OffsetDateTime.now",
            "java/time/Clock.system");

    private BytecodeReview() {}

    /** What the class does that it should not, as {@code what in where}; empty if nothing. */
    static List<String> findings(byte[] classFile) {
        List<String> findings = new ArrayList<>();
        try {
            new ClassReader(classFile).accept(new Visitor(findings), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            findings.add("a class file that cannot be read");
        }
        return findings;
    }

    private static final class Visitor extends ClassVisitor {

        private final List<String> findings;
        private String own = "";

        Visitor(List<String> findings) {
            super(Opcodes.ASM9);
            this.findings = findings;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            own = name;
            look(superName == null ? "" : superName, "");
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            if ((access & Opcodes.ACC_NATIVE) != 0) {
                findings.add("a native method in " + own.replace('/', '.'));
            }
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String method, String descriptor, boolean isInterface) {
                    look(owner, method);
                }

                @Override
                public void visitTypeInsn(int opcode, String type) {
                    look(type, "");
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
                    look(owner, "");
                }
            };
        }

        private void look(String type, String method) {
            String called = type + "." + method;
            if (FORBIDDEN_TYPES.stream().anyMatch(f -> isOrIsIn(type, f))
                    || FORBIDDEN_METHODS.stream().anyMatch(called::startsWith)) {
                findings.add((method.isEmpty() ? type : called).replace('/', '.') + " in " + own.replace('/', '.'));
            }
        }

        private static boolean isOrIsIn(String type, String forbidden) {
            return forbidden.endsWith("/")
                    ? type.startsWith(forbidden)
                    : type.equals(forbidden) || type.startsWith(forbidden + "$");
        }
    }
}

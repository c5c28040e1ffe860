package org.handfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has used, from Linux's {@code /proc}. */
public record ProcessMeter(long pid) {

    private static final double TICKS_PER_SECOND = 100;

    /** Seconds of processor time, user and system. */
    public double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Resident memory in MiB. */
    public double residentMib() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        throw new IOException("no VmRSS of " + pid);
    }

    /** Heap in use after a collection, in KiB. */
    public long heapKib() throws IOException, InterruptedException {
        jcmd("GC.run");
        String info = jcmd("GC.heap_info");
        long used = 0;
        for (String line : info.split("\\n")) {
            int at = line.indexOf(" used ");
            if (at >= 0
                    && (line.contains("generation")
                            || line.contains("garbage-first")
                            || line.contains("DefNew")
                            || line.contains("Tenured"))) {
                used += Long.parseLong(
                        line.substring(at + 6).replaceAll("K.*", "").strip());
            }
        }
        return used;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }
}

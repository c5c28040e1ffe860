package org.handfast.bench;

import java.util.Arrays;

/** A few numbers and what is said of them. */
public final class Figures {

    private Figures() {}

    /** The one in the middle. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Says a ratio against its goal. */
    public static void ratio(String what, double value, double goal) {
        System.out.printf(
                "%-60s %6.2f  (goal: at most %.1f) %s%n", what, value, goal, value <= goal ? "met" : "MISSED");
    }

    /** Says a ratio against a goal that it is to reach. */
    public static void atLeast(String what, double value, double goal) {
        System.out.printf(
                "%-60s %6.2f  (goal: at least %.1f) %s%n", what, value, goal, value >= goal ? "met" : "MISSED");
    }
}

package org.handfast.api;

import java.time.Duration;

import org.osgi.annotation.versioning.ProviderType;

/** A protocol's settings: what its descriptor declares, as configured. An undeclared name is a PLUGIN_FAULT. May change between two steps. */
@ProviderType
public interface Settings {

    /** A setting as text. */
    String text(String name);

    /** A setting that is {@code true} or {@code false}. */
    boolean flag(String name);

    /** A whole number. */
    long number(String name);

    /** A duration, written as {@code 10s}, {@code 5m} or {@code 2h}. */
    Duration duration(String name);
}

package org.handfast.cli.device.chat;

/** Where a person, or a script, types lines, and reads what it is told. */
interface Console extends AutoCloseable {

    /** Shows a line, or several, above what is being typed. */
    void say(String text);

    /** Begins to read, on a thread of its own. */
    void read(Typist typist);

    @Override
    void close();

    /** What is done with what is typed. */
    interface Typist {

        /** A line. */
        void typed(String line);

        /** There is no more. */
        void ended();

        /** The person wants to go, and at once. */
        void goes();
    }
}

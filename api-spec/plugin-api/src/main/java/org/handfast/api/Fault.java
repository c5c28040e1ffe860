package org.handfast.api;

/** Something went wrong that has a name. Outcomes that a protocol expects are values, not faults. */
public class Fault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Category category;
    private final String code;

    /**
     * @param category whose fault it is
     * @param code stable, lower case with hyphens; what programs go by
     * @param detail a sentence that says what to do, without secrets
     */
    public Fault(Category category, String code, String detail) {
        super(detail);
        this.category = category;
        this.code = code;
    }

    /** A fault with its cause. */
    public Fault(Category category, String code, String detail, Throwable cause) {
        super(detail, cause);
        this.category = category;
        this.code = code;
    }

    /** The other end sent what it must not. */
    public static Fault peer(String code, String detail) {
        return new Fault(Category.PEER_FAULT, code, detail);
    }

    /** Whose fault it is. */
    public Category category() {
        return category;
    }

    /** The stable name. */
    public String code() {
        return code;
    }

    /** The sentence for people. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Whose fault a fault is. */
    public enum Category {
        PEER_FAULT,
        OPERATOR_INPUT,
        CONFIGURATION,
        LIMIT_REACHED,
        PLUGIN_FAULT,
        HUB_FAULT
    }
}

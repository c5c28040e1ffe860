package org.handfast.core.limit;

/**
 * Every limit there is. {@code platform/docs/limits.md} is made of this table.
 */
public enum Limit {
    LINKS(4_000, "links", "open at one time on all device ports; more are closed at once"),
    LINKS_PER_ADDRESS(64, "links", "open at one time from one address (IPv6: one /64)"),
    OPENS_PER_ADDRESS(600, "links a minute", "opened from one address; past it they are closed at once"),
    UNROUTED_SECONDS(60, "seconds", "for a link to show which conversation it belongs to; then it is closed"),
    FRAME_SECONDS(30, "seconds", "for a frame, once its first byte has come"),
    UNSENT_BYTES(256 * 1024, "bytes", "waiting to be sent on one link; a peer that does not read is closed"),
    INBOX(64, "messages", "waiting in one conversation; past it its links are not read"),
    INBOX_BYTES(256 * 1024, "bytes", "waiting in one conversation; past it its links are not read"),
    INBOX_OVERRUN(256, "messages", "waiting in one conversation in spite of that; past it the link is closed"),
    CONVERSATIONS(8_000, "conversations", "at one time"),
    PROTOCOL_CONVERSATIONS(6_000, "conversations", "of one protocol at one time, so that others have room"),
    REQUESTS_PER_ADDRESS(600, "requests a minute", "by HTTP from one address; past it they are answered 429"),
    URL_BYTES(4_096, "bytes", "of the first line of a request; past it it is answered 414"),
    HEADER_BYTES(8_192, "bytes", "of the headers of a request; past it it is answered 431"),
    EXCHANGE_SECONDS(30, "seconds", "for a request to be answered; then it is answered 503"),
    PING_SECONDS(30, "seconds", "of silence on a WebSocket; then it is pinged"),
    PONG_SECONDS(75, "seconds", "of silence on a WebSocket; then it is closed"),
    CONTROL_FRAMES(10, "frames a second", "that carry no data on a WebSocket, such as pings; past it it is closed"),
    MAILBOX_PARCELS(1_000, "parcels", "waiting in one mailbox; past it more are refused"),
    MAILBOX_BYTES(4 * 1024 * 1024, "bytes", "waiting in one mailbox; past it more are refused"),
    SENDER_PARCELS(50, "parcels", "of one sender waiting in one mailbox; past it more are refused"),
    SENDER_BYTES(256 * 1024, "bytes", "of one sender waiting in one mailbox; past it more are refused"),
    MAILBOX_DAYS(7, "days", "a parcel waits; then it is dropped"),
    LIVE_BYTES(64 * 1024 * 1024, "bytes", "of parcels held in memory, of all mailboxes; past it they are stored"),
    SETTLE_SECONDS(5, "seconds", "after which a parcel that was written to its recipient's link is let go"),
    QUESTIONS(200, "questions", "waiting for a person, and as many about accounts; past it a newcomer is refused"),
    QUESTIONS_PER_ADDRESS(5, "questions", "waiting for a person from one network address, and as many about accounts"),
    QUESTION_SECONDS(600, "seconds", "for an answer, whatever a protocol asks for"),
    ACCOUNT_QUESTION_HOURS(168, "hours", "for an answer about an account; nobody waits at the other end"),
    STEP_MILLISECONDS(2_000, "milliseconds", "for one call into a plugin, look-ups not counted"),
    STEP_TRIES(3, "runs", "of one step whose look-ups are overtaken"),
    STEP_RUNS(16, "runs", "of one step that loses claims"),
    EFFECTS(2_000, "effects", "of one step; a plugin that wants more has failed"),
    STATE_BYTES(64 * 1024, "bytes", "of the state of a durable conversation; a plugin that wants more has failed"),
    ITEM_BYTES(16 * 1024, "bytes", "of one item that a protocol keeps; a plugin that wants more has failed"),
    ITEMS(1_000, "items", "given by one look-up, whatever a protocol asks for"),
    MESSAGES(1_000, "messages", "of applications kept with one device; the oldest give way"),
    MESSAGE_DAYS(30, "days", "a message of an application is kept"),
    FINDS(256, "records and neighbours", "told of one search; more are passed over"),
    ADDRESSES(1_000, "addresses", "of one device; past it a protocol cannot give it more"),
    ABANDONED_CALLS(2, "calls", "of one plugin past their deadline; then it is stopped"),
    PLUGIN_FAILURES(20, "failures an hour", "of one plugin; then it is stopped"),
    TIMERS(16, "timers", "of one conversation"),
    WATCHES(1_000, "addresses", "bound or watched by one conversation"),
    FLIGHT_ENTRIES(200, "entries", "of one flight record; of those in the middle a count is kept"),
    FLIGHT_DETAIL(500, "characters", "of one entry"),
    FLIGHTS(5_000, "flight records", "kept of conversations that ended"),
    STRANGER_DAYS(7, "days", "a device that registered by itself may never connect; then it is forgotten"),
    PROPOSAL_DAYS(30, "days", "an approved pairing waits for its device to come back and finish it"),
    PASSWORD_TRIES(10, "tries in 10 minutes", "to sign in or to use a set-up link, from one address"),
    SESSIONS(20, "sessions", "of the console at one time; the one unused longest gives way"),
    SESSION_IDLE_MINUTES(60, "minutes", "after which a session that is not used ends"),
    SESSION_HOURS(12, "hours", "after which a session ends in any case"),
    EVENT_LISTENERS(50, "listeners", "to the console's live events at one time"),
    REQUEST_BYTES(64 * 1024, "bytes", "of a request to the admin API; a plugin's file may have more");

    private final int value;
    private final String unit;
    private final String meaning;

    Limit(int value, String unit, String meaning) {
        this.value = value;
        this.unit = unit;
        this.meaning = meaning;
    }

    /** How much, unless the settings say otherwise: ask {@link Limits}. */
    public int value() {
        return value;
    }

    /** Of what. */
    public String unit() {
        return unit;
    }

    /** What is counted, and what happens past it. */
    public String meaning() {
        return meaning;
    }
}

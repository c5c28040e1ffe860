package org.handfast.api;

/**
 * The right to make one device trusted. Handed out by the hub with a decision or an offer, spent once by
 * {@link Effect#approve}; a made-up or spent one is a PLUGIN_FAULT.
 *
 * @param id opaque
 */
public record Approval(String id) {}

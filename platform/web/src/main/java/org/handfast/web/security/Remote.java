package org.handfast.web.security;

import jakarta.servlet.http.HttpServletRequest;

import org.handfast.core.limit.AddressGroup;

/** Where a request comes from, as limits count it. */
public final class Remote {

    private Remote() {}

    /** The group of addresses. */
    public static AddressGroup of(HttpServletRequest request) {
        return Origins.group(request);
    }
}

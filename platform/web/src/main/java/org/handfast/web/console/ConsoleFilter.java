package org.handfast.web.console;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;

/**
 * Serves the console's one page for each of its addresses, so that a link to a device opens that device. Files with a hash in
 * their names may be kept for ever, the page itself not at all.
 */
@WebFilter(filterName = "console", urlPatterns = "/*", asyncSupported = true, dispatcherTypes = DispatcherType.REQUEST)
public class ConsoleFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final String PAGE = "/index.html";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getServletPath().startsWith("/assets/")) {
            response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        } else if (isPage(request)) {
            response.setHeader("Cache-Control", "no-cache");
            request.getRequestDispatcher(PAGE).forward(request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    /** What no servlet is mapped to, and has no dot as files have. */
    private static boolean isPage(HttpServletRequest request) {
        MappingMatch match = request.getHttpServletMapping().getMappingMatch();
        return request.getMethod().equals("GET")
                && !request.getServletPath().contains(".")
                && (match == null || match == MappingMatch.DEFAULT || match == MappingMatch.CONTEXT_ROOT);
    }
}

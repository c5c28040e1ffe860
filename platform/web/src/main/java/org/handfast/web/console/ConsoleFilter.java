package org.handfast.web.console;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

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
        String path = request.getServletPath();
        if (path.startsWith("/assets/")) {
            response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        } else if (isPage(path) && request.getMethod().equals("GET")) {
            response.setHeader("Cache-Control", "no-cache");
            request.getRequestDispatcher(PAGE).forward(request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    /** The console's addresses have no dot, and do not begin as the API or the hub's own state does. */
    private static boolean isPage(String path) {
        return !path.contains(".")
                && !path.startsWith("/api/")
                && !path.startsWith("/health")
                && !path.equals("/metrics");
    }
}

package org.handfast.web.status;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The contract of the admin API, as a file. */
@WebServlet(urlPatterns = "/openapi.yaml")
public class OpenApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private static final String DOCUMENT = "/org/handfast/openapi/handfast-admin.yaml";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/yaml; charset=utf-8");
        try (InputStream in = Objects.requireNonNull(OpenApiServlet.class.getResourceAsStream(DOCUMENT))) {
            in.transferTo(response.getOutputStream());
        }
    }
}

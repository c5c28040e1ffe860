package org.handfast.web.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;

import org.handfast.api.Fault;
import org.handfast.core.limit.Limit;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.problem.Problem;

/** Reads and writes the bodies of requests and responses. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class JsonBodies implements MessageBodyReader<Record>, MessageBodyWriter<Record> {

    private final HubLifecycle lifecycle;

    @Inject
    public JsonBodies(HubLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Record readFrom(
            Class<Record> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        int most = lifecycle.hub().node().ports().limits().of(Limit.REQUEST_BYTES);
        byte[] body = in.readNBytes(most + 1);
        if (body.length > most) {
            throw input("request-too-large", "A request has at most " + most + " bytes.");
        }
        try {
            Record read = Json.MAPPER.readValue(body, type);
            if (read == null) {
                throw input("bad-request", "The request must be a JSON object.");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw input("bad-request", "The request is not what this address takes: " + where(e));
        }
    }

    /** What is wrong and where, without what was sent: it may be a password. */
    private static String where(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return switch (e) {
            case com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException u ->
                "there is no '" + u.getPropertyName() + "' here" + place + ".";
            case com.fasterxml.jackson.databind.JsonMappingException m
            when !m.getPath().isEmpty() ->
                "'" + m.getPath().getLast().getFieldName() + "' is missing or not of its type" + place + ".";
            default -> "it is not well-formed, or something is missing" + place + ".";
        };
    }

    private static Fault input(String code, String detail) {
        return new Fault(Fault.Category.OPERATOR_INPUT, code, detail);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public void writeTo(
            Record value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(Json.MAPPER.writeValueAsBytes(value));
    }
}

package org.handfast.web.json;

import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;

import org.handfast.api.Fault;

/**
 * Refuses a request that should have a body and comes without even saying of what type: the container takes it for bytes of no
 * type, and would hand on null.
 */
@Provider
@Consumes(MediaType.APPLICATION_OCTET_STREAM)
public class NoBody implements MessageBodyReader<Record> {

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
            InputStream in) {
        throw new Fault(
                Fault.Category.OPERATOR_INPUT,
                "bad-request",
                "The request must be a JSON object, and say that it is one.");
    }
}

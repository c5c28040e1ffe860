package org.handfast.persistence.table;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.VarcharJdbcType;

/** Text columns that take any string: what no database keeps, U+0000 and unpaired surrogates, goes in as U+FFFD. */
public final class AnyText extends VarcharJdbcType {

    private static final long serialVersionUID = 1;

    @Override
    public <X> ValueBinder<X> getBinder(JavaType<X> type) {
        return new BasicBinder<>(type, this) {
            private static final long serialVersionUID = 1;

            @Override
            protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options)
                    throws SQLException {
                statement.setString(index, keepable(type.unwrap(value, String.class, options)));
            }

            @Override
            protected void doBind(CallableStatement statement, X value, String name, WrapperOptions options)
                    throws SQLException {
                statement.setString(name, keepable(type.unwrap(value, String.class, options)));
            }
        };
    }

    static String keepable(String text) {
        return text.chars().allMatch(AnyText::surelyKept)
                ? text
                : text.codePoints()
                        .map(p -> p == 0 || p >= Character.MIN_SURROGATE && p <= Character.MAX_SURROGATE ? 0xfffd : p)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean surelyKept(int c) {
        return c != 0 && !Character.isSurrogate((char) c);
    }
}

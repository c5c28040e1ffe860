package org.handfast.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A test class whose tests take a {@link World}; after each, the world's invariants are checked, or its log is printed if the
 * test failed.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WorldTest.Worlds.class)
public @interface WorldTest {

    /** Makes the worlds and checks them. */
    final class Worlds implements ParameterResolver, AfterEachCallback {

        private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(Worlds.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == World.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(SPACE)
                    .getOrComputeIfAbsent(
                            World.class,
                            type -> new World(context.getDisplayName().hashCode()),
                            World.class);
        }

        @Override
        public void afterEach(ExtensionContext context) {
            World world = context.getStore(SPACE).get(World.class, World.class);
            if (world == null) {
                return;
            }
            if (context.getExecutionException().isEmpty()) {
                world.check();
            } else {
                world.log().forEach(System.err::println);
            }
        }
    }
}

package org.genera.worker.context;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.genera.spi.Model;
import org.genera.worker.guard.ModelGuard;
import org.jspecify.annotations.Nullable;

/**
 * The model of a run that another builds on, as that one sees it: with the same abilities, and as it was trained for as
 * long as it is open.
 */
final class BorrowedModel implements InvocationHandler {
    private static final Set<String> CHANGES = Set.of("trainStep", "restore", "close");

    private final Model model;
    private final String role;

    private BorrowedModel(Model model, String role) {
        this.model = model;
        this.role = role;
    }

    /** @param guarded by {@link ModelGuard} */
    static Model of(Model guarded, String role) {
        return (Model) Proxy.newProxyInstance(
                Model.class.getClassLoader(), guarded.getClass().getInterfaces(), new BorrowedModel(guarded, role));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
        if (CHANGES.contains(method.getName()) && method.getDeclaringClass().isAssignableFrom(Model.class)) {
            throw new IllegalArgumentException("the model that is built on as " + role
                    + " stays as it was trained, but the model that builds on it calls its " + method.getName());
        }
        try {
            return method.invoke(model, given);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}

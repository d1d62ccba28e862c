// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.runtime;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An action's code behind a class loader of its own, which sees the JDK and Gson and nothing else
 * of this process. Reflection is the contract here: the class is named by whoever deploys.
 */
final class LoadedAction {
  /** Before there is an action. */
  static final LoadedAction NONE = new LoadedAction(null);

  private final @Nullable Method main;

  private LoadedAction(@Nullable Method main) {
    this.main = main;
  }

  /**
   * Loads a jar.
   *
   * @param entry a class with {@code public static JsonObject main(JsonObject)}, or class and
   *     method as {@code Class#method}
   * @param jar in Base64
   */
  @SuppressWarnings("BanClassLoader") // Loading a deployed jar is what a runtime is for.
  static LoadedAction load(String entry, String jar)
      throws IOException, ReflectiveOperationException {
    Path file = Files.createTempFile("action-", ".jar");
    Files.write(file, Base64.getDecoder().decode(jar));
    URLClassLoader code = new URLClassLoader(new URL[] {file.toUri().toURL()}, new GsonAndJdk());
    int hash = entry.indexOf('#');
    Class<?> type = code.loadClass(hash < 0 ? entry : entry.substring(0, hash));
    Method main = type.getMethod(hash < 0 ? "main" : entry.substring(hash + 1), JsonObject.class);
    if (!Modifier.isStatic(main.getModifiers()) || main.getReturnType() != JsonObject.class) {
      throw new NoSuchMethodException("Not a static method that returns a JsonObject");
    }
    main.setAccessible(true);
    return new LoadedAction(main);
  }

  /**
   * Calls the action.
   *
   * @throws InvocationTargetException if it threw
   * @throws IllegalStateException if it returned null, or there is none
   */
  JsonObject run(JsonObject parameters) throws ReflectiveOperationException {
    if (main == null) {
      throw new IllegalStateException("Not initialized");
    }
    Thread.currentThread().setContextClassLoader(main.getDeclaringClass().getClassLoader());
    Object result = main.invoke(null, parameters);
    if (!(result instanceof JsonObject json)) {
      throw new IllegalStateException("The action returned null");
    }
    return json;
  }

  /** Shows an action Gson, which OpenWhisk's runtime brings, and hides the rest of this process. */
  private static final class GsonAndJdk extends ClassLoader {
    GsonAndJdk() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("com.google.gson.")) {
        return JsonObject.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}

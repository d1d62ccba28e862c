// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A tiny action, compiled here for Java 8, that does as it is told. */
public final class TestJar {
  /** The class with the entry point. */
  public static final String MAIN = "Obedient";

  private static final String SOURCE =
      """
      import com.google.gson.JsonObject;

      public class Obedient {
        public static JsonObject main(JsonObject parameters) throws Exception {
          JsonObject answer = new JsonObject();
          String task = parameters.has("do") ? parameters.get("do").getAsString() : "echo";
          switch (task) {
            case "echo":
              System.out.println("a line of output");
              System.err.println("a line of error");
              answer.add("parameters", parameters);
              break;
            case "refuse":
              JsonObject error = new JsonObject();
              error.addProperty("code", "REFUSED");
              answer.add("error", error);
              break;
            case "throw":
              throw new IllegalStateException("marmalade");
            case "exit":
              System.exit(3);
              break;
            case "add":
              answer.addProperty("n", parameters.get("n").getAsInt() + 1);
              answer.addProperty("bound", text(parameters, "bound"));
              break;
            case "sleep":
              Thread.sleep(parameters.get("millis").getAsLong());
              break;
            case "big":
              answer.addProperty("big", new String(new char[2 << 20]).replace((char) 0, 'x'));
              break;
            case "eat":
              java.util.List<byte[]> eaten = new java.util.ArrayList<>();
              while (true) {
                eaten.add(new byte[1 << 20]);
              }
            case "null":
              return null;
            default:
              answer.addProperty("environment", System.getenv().keySet().toString());
              answer.addProperty("host", sees("dev.parley.actionhost.ActionHost"));
              answer.addProperty("input", System.in.read());
          }
          answer.addProperty("pid", pid());
          return answer;
        }

        private static String text(JsonObject json, String name) {
          return json.has(name) ? json.get(name).getAsString() : "";
        }

        private static long pid() {
          String name = java.lang.management.ManagementFactory.getRuntimeMXBean().getName();
          return Long.parseLong(name.substring(0, name.indexOf('@')));
        }

        private static boolean sees(String type) {
          try {
            Class.forName(type);
            return true;
          } catch (ClassNotFoundException e) {
            return false;
          }
        }
      }
      """;

  private TestJar() {}

  /** Compiles the action into {@code folder}. */
  public static Path in(Path folder) {
    try {
      Path source = folder.resolve(MAIN + ".java");
      Files.writeString(source, SOURCE);
      int failures =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  OutputStream.nullOutputStream(),
                  null,
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-proc:none",
                  "--release",
                  "8",
                  "-d",
                  folder.toString(),
                  source.toString());
      if (failures != 0) {
        throw new IllegalStateException("The test's action does not compile");
      }
      Path jar = folder.resolve("action.jar");
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        out.putNextEntry(new JarEntry(MAIN + ".class"));
        out.write(Files.readAllBytes(folder.resolve(MAIN + ".class")));
        out.closeEntry();
      }
      return jar;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

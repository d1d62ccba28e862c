// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tap;

import dev.parley.testkit.federation.PartLauncher;
import dev.parley.testkit.federation.RunningPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts parts as another launcher does, and lets them fail and come back. */
public final class RestartableLauncher implements PartLauncher {
  private final PartLauncher launcher;
  private final Map<Part, Restartable> parts = new HashMap<>();

  public RestartableLauncher(PartLauncher launcher) {
    this.launcher = launcher;
  }

  @Override
  public RunningPart start(Part part, String name, Path settings) {
    Restartable restartable = new Restartable(part, name, settings);
    restartable.start();
    parts.put(part, restartable);
    return restartable;
  }

  /** Stops the part of that kind that was started last. */
  public void stop(Part part) {
    known(part).close();
  }

  /** Starts it again, on the port that it had. */
  public void startAgain(Part part) {
    known(part).startAgain();
  }

  private Restartable known(Part part) {
    Restartable known = parts.get(part);
    if (known == null) {
      throw new IllegalStateException("No such part has started: " + part);
    }
    return known;
  }

  private final class Restartable implements RunningPart {
    private final Part part;
    private final String name;
    private final Path settings;
    private String address = "";
    private @Nullable RunningPart running;

    Restartable(Part part, String name, Path settings) {
      this.part = part;
      this.name = name;
      this.settings = settings;
    }

    void start() {
      RunningPart started = launcher.start(part, name, settings);
      address = started.address();
      running = started;
    }

    void startAgain() {
      try {
        String port = "port: " + URI.create(address.replaceFirst("^jdbc:", "")).getPort();
        Files.writeString(settings, Files.readString(settings).replace("port: 0", port));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot note the port", e);
      }
      start();
    }

    @Override
    public String address() {
      return address;
    }

    @Override
    public void close() {
      RunningPart part = running;
      running = null;
      if (part != null) {
        part.close();
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tap;

import dev.parley.testkit.federation.PartLauncher;
import dev.parley.testkit.federation.RunningPart;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Starts parts as another launcher does, and puts a tap before some of them. */
public final class TapLauncher implements PartLauncher {
  private final PartLauncher launcher;
  private final Map<Part, Supplier<Conversation>> tapped;

  public TapLauncher(PartLauncher launcher, Map<Part, Supplier<Conversation>> tapped) {
    this.launcher = launcher;
    this.tapped = Map.copyOf(tapped);
  }

  @Override
  public RunningPart start(Part part, String name, Path settings) {
    RunningPart running = launcher.start(part, name, settings);
    Supplier<Conversation> conversations = tapped.get(part);
    return conversations == null
        ? running
        : new Tapped(running, tap(URI.create(running.address()), settings, conversations));
  }

  /** A server with TLS has its certificate beside its settings. */
  private static PipeTap tap(URI server, Path settings, Supplier<Conversation> conversations) {
    return server.getScheme().equals("https")
        ? PipeTap.before(
            server,
            conversations,
            settings.resolveSibling("server.crt"),
            settings.resolveSibling("server.key"))
        : PipeTap.before(server, conversations);
  }

  private record Tapped(RunningPart part, PipeTap tap) implements RunningPart {
    @Override
    public String address() {
      return tap.address().toString();
    }

    @Override
    public void close() {
      tap.close();
      part.close();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.demo;

import dev.parley.cli.part.ProcessLauncher;
import dev.parley.cli.terminal.ExitCode;
import dev.parley.cli.terminal.LogFile;
import dev.parley.cli.terminal.Shell;
import dev.parley.cli.terminal.StopSignal;
import dev.parley.cli.terminal.Terminal;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.testkit.database.DatabaseHost;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.LocalOwner;
import dev.parley.testkit.federation.PartLauncher;
import dev.parley.testkit.federation.StateFolder;
import dev.parley.testkit.federation.ThreadLauncher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code parley demo}: a whole federation from one command. */
@Command(
    name = "demo",
    description = {
      "Start a federation on this machine: databases, nodes, pipe, action host, gateway.",
      "All parties run under one user, so the demo protects nobody from that user."
    })
public final class DemoCommand implements Callable<Integer> {
  @Mixin private DemoOptions options = new DemoOptions();

  private final Terminal terminal;

  public DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    requirePort(options.port());
    try (StopSignal signal = StopSignal.ofProcess()) {
      Path folder = signal.closing(StateLease.of(options.state())).folder();
      return run(folder, signal.closing(new DatabaseHost(folder)), signal);
    }
  }

  private int run(Path folder, DatabaseHost databases, StopSignal signal) throws Exception {
    long begun = System.nanoTime();
    StateFolder state = StateFolder.at(folder);
    // processes have logs of their own; what loads the tables is in this one all the same
    String log = options.processes() ? "demo.log" : "parties.log";
    signal.closing(LogFile.appendTo(state.logs().resolve(log)));
    if (options.data() == null && options.nodes().isEmpty()) {
      terminal.say("Three taxi companies, 100,000 trips each. The trips are synthetic.");
    }
    List<LocalOwner> owners = new Owners(options, databases, terminal::say).open();
    String given = options.password();
    String password = given == null ? draw() : given;
    PartLauncher launcher = options.processes() ? new ProcessLauncher(state) : new ThreadLauncher();
    LocalFederationSettings settings =
        LocalFederationSettings.of(owners, state, password).withGatewayPort(options.port());
    LocalFederation federation =
        signal.closing(LocalFederation.start(settings, launcher, terminal::say));
    terminal.say("Started in %.1f s.".formatted((System.nanoTime() - begun) / 1e9));
    return use(federation, new Watch(launcher), password, signal);
  }

  private int use(LocalFederation federation, Watch watch, String password, StopSignal signal)
      throws Exception {
    int status = ExitCode.SUCCESS;
    boolean hasQueries = !options.exec().isEmpty();
    if (hasQueries) {
      try (Connection connection = federation.connect()) {
        status = new Executions(connection, options.format(), terminal).run(options.exec());
      }
    } else if (options.tour() && !options.serve()) {
      new Tour(federation, watch, terminal).run(options.data() == null);
    }
    if (options.serve()) {
      if (options.password() == null) {
        terminal.say("User '%s', password '%s'".formatted(LocalFederationSettings.USER, password));
      }
      terminal.out().println("READY " + federation.url());
      terminal.out().flush();
      signal.await();
    } else if (!hasQueries && terminal.interactive()) {
      terminal.say("\nsqlline is on the federation; !help lists its commands, !quit leaves it.");
      status = Shell.open(federation.url(), LocalFederationSettings.USER, password);
    }
    return status;
  }

  /** Fails before anything is loaded, rather than after. */
  private static void requirePort(int port) {
    if (port < 0 || port > 65_535) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "There is no port " + port,
          "Choose one from 1 to 65535, or leave --port out.");
    }
    if (port == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.setReuseAddress(true);
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.CANNOT_START,
          "Port %d is in use".formatted(port),
          "Choose another with --port, or leave it out.",
          e);
    }
  }

  private static String draw() {
    byte[] bytes = new byte[9];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

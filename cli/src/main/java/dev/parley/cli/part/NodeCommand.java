// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.part;

import dev.parley.cli.terminal.ExitCode;
import dev.parley.cli.terminal.Terminal;
import dev.parley.node.Node;
import dev.parley.node.audit.AuditPlace;
import dev.parley.node.audit.AuditReport;
import dev.parley.node.audit.Verification;
import dev.parley.node.config.NodeSettings;
import dev.parley.settings.tls.TlsDoubts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley node}. */
@Command(name = "node", description = "Run an owner's node.")
public final class NodeCommand extends PartCommand {

  @Option(
      names = "--audit",
      description = "Verify the owner's log of questions, say what is in it, and end.")
  private boolean audit;

  @Option(
      names = "--expect",
      paramLabel = "HASH",
      description = "With --audit: an entry with this hash must be in the log.")
  private @Nullable String expected;

  @Option(
      names = "--archive",
      paramLabel = "FILE",
      description = "With --audit: a file that was moved away from the log; the oldest first.")
  private List<Path> archived = new ArrayList<>();

  private final Terminal terminal;

  public NodeCommand(Terminal terminal) {
    super(terminal);
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (!audit) {
      return super.call();
    }
    NodeSettings settings = NodeSettings.read(config());
    AuditReport report =
        Verification.of(
            AuditPlace.of(settings.audit(), settings.state()),
            archived,
            Optional.ofNullable(expected));
    report.lines().forEach(terminal.out()::println);
    return report.isIntact() ? ExitCode.SUCCESS : ExitCode.BROKEN;
  }

  @Override
  String check(Path file) {
    NodeSettings settings = NodeSettings.read(file);
    List<String> lines = new ArrayList<>();
    lines.add(
        "Node %s of federation %s: settings, policy and database fit together"
            .formatted(settings.node(), settings.federation()));
    lines.addAll(Node.check(settings).lines());
    return String.join(System.lineSeparator(), lines);
  }

  @Override
  List<String> doubts(Path file) {
    NodeSettings settings = NodeSettings.read(file);
    List<String> doubts = new ArrayList<>(TlsDoubts.ofDatabase(settings.database().url()));
    doubts.addAll(TlsDoubts.ofServer("pipe", settings.pipe().server(), Instant.now()));
    return doubts;
  }

  @Override
  Started start(Path file) {
    NodeSettings settings = NodeSettings.read(file);
    return new Started(settings.node().value(), Node.start(settings));
  }
}

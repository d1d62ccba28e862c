// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.it.jdbc.Samples;
import dev.parley.it.tap.LyingCloud;
import dev.parley.it.tap.TapLauncher;
import dev.parley.testkit.data.FederationFolder;
import dev.parley.testkit.federation.PartLauncher.Part;
import dev.parley.testkit.federation.ThreadLauncher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes one federation that all of them share, since its start costs seconds: three
 * owners, and a cloud that lies when it is told to. It ends with the last test of all.
 */
public final class SharedStage implements BeforeAllCallback, ParameterResolver {
  private static final Path DATA = Path.of("src/test/resources/federation");
  private static final Namespace NAMESPACE = Namespace.create(SharedStage.class);

  /** What is shared. */
  public record Stage(SharedFederation federation, LyingCloud cloud) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      federation.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    of(context).cloud().tell(LyingCloud.Lie.NONE);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stage.class;
  }

  @Override
  public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return of(context);
  }

  /** Returns what is shared, and starts it if nobody has. */
  public static Stage of(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .getOrComputeIfAbsent("stage", key -> start(), Stage.class);
  }

  private static Stage start() {
    LyingCloud cloud = new LyingCloud();
    try {
      return new Stage(
          SharedFederation.start(
              Samples.addedTo(FederationFolder.read(DATA)),
              Path.of("target"),
              state -> new TapLauncher(new ThreadLauncher(), Map.of(Part.PIPE, cloud::speak)),
              UnaryOperator.identity()),
          cloud);
    } catch (Exception e) {
      throw new IllegalStateException("The shared federation does not start", e);
    }
  }
}

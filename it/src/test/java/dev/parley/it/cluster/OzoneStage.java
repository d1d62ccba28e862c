// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.cluster;

import dev.parley.it.cluster.OzoneProcess.Kind;
import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.guard.GuardSettings;
import dev.parley.settings.tls.Endpoint;
import dev.parley.settings.tls.Trust;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes an Ozone that all of them share, since its start costs half a minute; without
 * the Maven profile that builds one, they are skipped.
 */
public final class OzoneStage implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(OzoneStage.class);

  /** An Ozone that grants everything to everybody. */
  public record Open(OzoneProcess ozone) implements AutoCloseable {
    /** Who may do everything, as everybody else. */
    static final S3Credentials ANYBODY = new S3Credentials("guard", "not-that-it-mattered");

    /** It, as the store of a guard. */
    public GuardSettings.Endpoint store() {
      return new GuardSettings.Endpoint(new Endpoint(ozone.endpoint(), Trust.OF_JVM), ANYBODY);
    }

    /** Everything in it. */
    public S3Objects objects() {
      return new S3Objects(ozone.endpoint(), ANYBODY);
    }

    @Override
    public void close() {
      ozone.close();
    }
  }

  /** An Ozone with Kerberos and access lists. */
  public record Secured(OzoneProcess ozone) implements AutoCloseable {
    private static final S3Credentials ADMINISTRATOR =
        new S3Credentials("ozadmin", "secret-of-the-administrator");

    static Secured start() throws Exception {
      Secured secured = new Secured(OzoneProcess.start(Kind.KERBEROS));
      secured.register(ADMINISTRATOR);
      return secured;
    }

    /** Gives a user a secret. */
    public void register(S3Credentials user) throws Exception {
      ozone.run("secret " + user.accessKey() + " " + user.secret());
    }

    /** It, as the store of a guard that is its administrator. */
    public GuardSettings.Endpoint store() {
      return new GuardSettings.Endpoint(
          new Endpoint(ozone.endpoint(), Trust.OF_JVM), ADMINISTRATOR);
    }

    /** Everything in it. */
    public S3Objects objects() {
      return new S3Objects(ozone.endpoint(), ADMINISTRATOR);
    }

    @Override
    public void close() {
      ozone.close();
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return System.getProperty(OzoneProcess.BUILT) == null
        ? ConditionEvaluationResult.disabled("no Ozone was built: mvn verify -Pozone")
        : ConditionEvaluationResult.enabled("there is an Ozone");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Open.class || type == Secured.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext.Store store = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    return parameter.getParameter().getType() == Open.class
        ? store.getOrComputeIfAbsent("open", key -> started(() -> open()), Open.class)
        : store.getOrComputeIfAbsent("kerberos", key -> started(Secured::start), Secured.class);
  }

  private static Open open() throws Exception {
    return new Open(OzoneProcess.start(Kind.OPEN));
  }

  private interface Start<T> {
    T start() throws Exception;
  }

  private static <T> T started(Start<T> start) {
    try {
      return start.start();
    } catch (Exception e) {
      throw new IllegalStateException("Ozone does not start", e);
    }
  }
}

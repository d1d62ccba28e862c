// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** The deviations that a class of checks may need, and which of them it has needed so far. */
final class Deviations {
  private final Set<Deviation> allowed;
  private final Set<Deviation> needed = EnumSet.noneOf(Deviation.class);
  private final Set<Method> run = new HashSet<>();

  Deviations(Collection<Deviation> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** Begins to compare what two drivers give in one check. */
  Comparisons compare(String check) {
    return new Comparisons(check, this);
  }

  /** Returns the deviation that covers a difference, if one does that is allowed here. */
  synchronized Optional<Deviation> covering(String check, Outcome pgjdbc, Outcome ours) {
    Optional<Deviation> covering =
        allowed.stream().sorted().filter(d -> d.covers(check, pgjdbc, ours)).findFirst();
    covering.ifPresent(needed::add);
    return covering;
  }

  /** Whether one that is allowed here says that our driver gives something else than pgjdbc. */
  boolean isExpected(String check, Outcome pgjdbc) {
    return allowed.stream().anyMatch(d -> d.expects(check, pgjdbc));
  }

  /** Those that covered nothing. */
  synchronized Set<Deviation> idle() {
    Set<Deviation> idle = EnumSet.noneOf(Deviation.class);
    idle.addAll(allowed);
    idle.removeAll(needed);
    return idle;
  }

  private synchronized void runs(Method check) {
    run.add(check);
  }

  private synchronized boolean haveRun(Collection<Method> checks) {
    return run.containsAll(checks);
  }

  /** Gives them to the class, and fails it for those that are idle when all its checks have run. */
  static final class Extension implements ParameterResolver, BeforeEachCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(Deviations.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Deviations.class;
    }

    @Override
    public Deviations resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return of(context);
    }

    private static Deviations of(ExtensionContext context) {
      Class<?> checks = context.getRequiredTestClass();
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .getOrComputeIfAbsent(checks, c -> new Deviations(allowedIn(checks)), Deviations.class);
    }

    static Collection<Deviation> allowedIn(Class<?> checks) {
      return Arrays.asList(Objects.requireNonNull(checks.getAnnotation(MayDeviate.class)).value());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
      of(context).runs(context.getRequiredTestMethod());
    }

    @Override
    public void afterAll(ExtensionContext context) {
      Deviations deviations = of(context);
      Collection<Method> checks =
          AnnotationSupport.findAnnotatedMethods(
              context.getRequiredTestClass(), Says.class, HierarchyTraversalMode.TOP_DOWN);
      if (deviations.haveRun(checks)) {
        assertThat(deviations.idle()).as("deviations that no check needs any more").isEmpty();
      }
    }
  }
}

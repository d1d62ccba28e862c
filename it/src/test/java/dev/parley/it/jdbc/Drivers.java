// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import dev.parley.it.SharedStage;
import dev.parley.it.SharedStage.Stage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The drivers with their databases. What costs a question to a federation is kept: a connection of
 * each driver, and the rows of {@link Samples}.
 */
public final class Drivers implements AutoCloseable {
  private final Stage stage;
  private final Map<Place, Connection> shared = new HashMap<>();
  private final Map<Place, Map<Integer, ResultSet>> samples = new HashMap<>();

  /** A driver, and the zone in which it is used if it remembers that. */
  private record Place(TestedDriver driver, String zone) {
    static Place of(TestedDriver driver) {
      return new Place(driver, driver.isOurs() ? "" : TimeZone.getDefault().getID());
    }
  }

  private Drivers(Stage stage) {
    this.stage = stage;
  }

  /** Opens a connection for one check, which closes it. */
  public Connection connect(TestedDriver driver) throws SQLException {
    if (driver == TestedDriver.EMBEDDED) {
      // So that the gateway does not start with each connection.
      shared(driver);
    }
    return driver.connect(stage);
  }

  /** A connection that nobody closes, and that nobody leaves in another state. */
  public Connection shared(TestedDriver driver) throws SQLException {
    Connection connection = shared.get(Place.of(driver));
    if (connection == null) {
      connection = driver.connect(stage);
      shared.put(Place.of(driver), connection);
    }
    return connection;
  }

  /** A row of {@link Samples}, at which a result stands that nobody moves or closes. */
  public ResultSet sample(TestedDriver driver, int id) throws SQLException {
    Map<Integer, ResultSet> rows = samples.computeIfAbsent(Place.of(driver), d -> new TreeMap<>());
    ResultSet row = rows.get(id);
    if (row == null) {
      row =
          shared(driver)
              .createStatement()
              .executeQuery("SELECT * FROM " + Samples.TABLE + " WHERE id = " + id);
      if (!row.next()) {
        throw new IllegalStateException("There is no sample " + id);
      }
      rows.put(id, row);
    }
    return row;
  }

  /** Which federation it is, for checks that need more than a connection. */
  public Stage stage() {
    return stage;
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : shared.values()) {
      connection.close();
    }
  }

  /** Gives {@link Drivers} to test classes; on the {@link SharedStage}, and as long as that. */
  public static final class Extension implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(Drivers.class);

    private final SharedStage stage = new SharedStage();

    @Override
    public void beforeAll(ExtensionContext context) {
      stage.beforeAll(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Drivers.class;
    }

    @Override
    public Drivers resolveParameter(ParameterContext parameter, ExtensionContext context) {
      // The stage first: what is stored later is closed earlier.
      Stage found = SharedStage.of(context);
      return context
          .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
          .getOrComputeIfAbsent("drivers", key -> new Drivers(found), Drivers.class);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.when;

import dev.parley.it.SharedStage;
import dev.parley.it.SharedStage.Stage;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Meta;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.SQLStateClass;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** jOOQ's open source edition, which writes PostgreSQL's SQL with quoted names. */
@ExtendWith(SharedStage.class)
class JooqIT {
  private static final Table<Record> TRIPS = table(name("FEDERATION", "trips"));
  private static final Field<Integer> ID = field(name("trips", "id"), Integer.class);
  private static final Field<String> ZONE = field(name("trips", "zone"), String.class);
  private static final Field<Integer> WARD = field(name("trips", "ward"), Integer.class);
  private static final Field<BigDecimal> FARE =
      field(name("trips", "fare"), SQLDataType.NUMERIC(10, 3));
  private static final Field<Boolean> PAID = field(name("trips", "paid"), Boolean.class);
  private static final Field<LocalDate> DAY = field(name("trips", "day"), LocalDate.class);

  private final Served served;
  private Connection connection;
  private DSLContext jooq;

  JooqIT(Stage stage) {
    this.served = new Served(stage);
  }

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection(served.url(), Served.USER, served.password());
    jooq = DSL.using(connection, SQLDialect.POSTGRES);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void fetchesRowsInTheirTypes() {
    Result<?> rows =
        jooq.select(ID, ZONE, FARE, PAID, DAY)
            .from(TRIPS)
            .where(WARD.eq(2).and(FARE.gt(new BigDecimal("20"))))
            .orderBy(ID)
            .fetch();

    assertThat(rows.getValues(ID)).containsExactly(3, 4);
    assertThat(rows.getValues(FARE))
        .containsExactly(new BigDecimal("39.894"), new BigDecimal("21.000"));
    assertThat(rows.getValues(DAY)).contains(LocalDate.of(2026, 1, 3));
    assertThat(rows.getValues(PAID)).containsOnly(true);
  }

  @Test
  void groupsFiltersAndLimits() {
    Field<Integer> trips = count().as("trips");
    Result<?> rows =
        jooq.select(WARD, trips, avg(FARE).as("mean"), sum(FARE).filterWhere(PAID).as("paid"))
            .from(TRIPS)
            .where(DAY.between(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31)))
            .and(ZONE.like("%a%").or(ZONE.isNull()).or(trueCondition()))
            .groupBy(WARD)
            .having(count().gt(1))
            .orderBy(trips.desc(), WARD)
            .limit(2)
            .offset(1)
            .fetch();

    assertThat(rows.getValues(WARD)).containsExactly(2, 3);
    assertThat(rows.getValues(trips)).containsExactly(3, 2);
  }

  @Test
  void choosesCastsAndComputes() {
    Result<?> rows =
        jooq.select(
                when(FARE.lt(new BigDecimal("10")), inline("low")).otherwise("high").as("kind"),
                count().as("n"))
            .from(TRIPS)
            .where(ID.in(1, 2, 3, 4))
            .groupBy(field("1"))
            .orderBy(field("1"))
            .fetch();

    assertThat(rows.getValues("kind")).isEqualTo(List.of("high", "low"));
    assertThat(
            jooq.select(
                    DSL.coalesce(DSL.inline((String) null), "x").cast(String.class),
                    DSL.lower("ABC"),
                    DSL.length("four"),
                    DSL.extract(LocalDate.of(2024, 2, 29), org.jooq.DatePart.YEAR))
                .fetchOne()
                .intoList())
        .isEqualTo(List.of("x", "abc", 4, 2024));
  }

  @Test
  void nestsAQueryInAnother() {
    Table<?> wards = jooq.select(WARD, count().as("n")).from(TRIPS).groupBy(WARD).asTable("wards");

    assertThat(
            jooq.select(DSL.max(wards.field("n", Integer.class)))
                .from(wards)
                .fetchOne(0, int.class))
        .isEqualTo(4);
    assertThat(jooq.fetchCount(jooq.select(ID).from(TRIPS).where(WARD.eq(1)))).isEqualTo(4);
    assertThat(jooq.fetchExists(jooq.selectOne().from(TRIPS).where(ID.eq(1)))).isTrue();
  }

  @Test
  void takesPlainSql() {
    assertThat(
            jooq.fetchOne(
                    "SELECT SECURE COUNT(*) AS n FROM trips WHERE ward = ? AND day >= ?",
                    1,
                    LocalDate.of(2026, 1, 2))
                .get("n", Integer.class))
        .isEqualTo(1);
  }

  @Test
  void readsTheSchemaFromTheMetadata() {
    // With PostgreSQL's dialect, jOOQ would read the catalog of PostgreSQL instead.
    Meta meta = DSL.using(connection, SQLDialect.DEFAULT).meta();

    assertThat(meta.getSchemas())
        .extracting(org.jooq.Named::getName)
        .contains("FEDERATION", "PARLEY", "INFORMATION_SCHEMA", "north");
    Table<?> trips = meta.getTables(name("FEDERATION", "trips")).get(0);
    assertThat(trips.fields())
        .extracting(Field::getName)
        .containsExactly(
            "id", "zone", "ward", "passengers", "distance", "fare", "tip", "paid", "day");
    assertThat(trips.field("fare").getDataType().scale()).isEqualTo(3);
    assertThat(trips.field("day").getType()).isEqualTo(java.sql.Date.class);
    assertThat(trips.getPrimaryKey()).isNull();
    assertThat(trips.getIndexes()).isEmpty();
    assertThat(trips.getReferences()).isEmpty();
  }

  @Test
  void tellsTheClassOfAnError() {
    DataAccessException unknown =
        catchThrowableOfType(
            DataAccessException.class, () -> jooq.selectFrom(table(name("tripz"))).fetch());
    DataAccessException writing =
        catchThrowableOfType(
            DataAccessException.class, () -> jooq.deleteFrom(TRIPS).where(ID.eq(1)).execute());

    assertThat(unknown.sqlStateClass())
        .isEqualTo(SQLStateClass.C42_SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION);
    assertThat(writing.sqlState()).isEqualTo("25006");
  }
}

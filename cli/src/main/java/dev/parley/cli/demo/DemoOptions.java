// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.demo;

import dev.parley.cli.output.ResultFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said to {@code parley demo}. */
final class DemoOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Serve DIR/NODE/TABLE.csv: a node per folder, a table per file. Without it:",
        "three taxi companies with 100,000 synthetic trips each."
      })
  private @Nullable Path data;

  @Option(
      names = "--databases",
      split = ",",
      paramLabel = "KIND",
      description = {
        "Kinds of databases, given to nodes in turn by name: postgresql, duckdb, h2, mariadb.",
        "Default: duckdb for --data, postgresql, duckdb, h2 for the synthetic demo."
      })
  private List<String> databases = new ArrayList<>();

  @Option(
      names = "--node",
      paramLabel = "NAME=JDBC_URL",
      description = "Serve an existing database as a node, all tables of its default schema.")
  private Map<String, String> nodes = new LinkedHashMap<>();

  @Option(
      names = "--exec",
      paramLabel = "SQL",
      description = "Run a query, print its result, and end; may be given several times.")
  private List<String> exec = new ArrayList<>();

  @Option(
      names = "--format",
      description = "table, csv or json. Default: table.",
      paramLabel = "FORMAT")
  private ResultFormat format = ResultFormat.TABLE;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the gateway. Default: any that is free.")
  private int port;

  @Option(names = "--serve", description = "Serve until SIGTERM; prints READY and the JDBC URL.")
  private boolean serve;

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      description = "Password of the user 'analyst'. Default: made up, and printed.")
  private @Nullable String password;

  @Option(names = "--processes", description = "Run each party as a process of its own.")
  private boolean processes;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = {
        "Keep pipe/, activations/, logs/, audit/, nodes/ and pids/ there.",
        "Default: a temporary folder, removed in the end."
      })
  private @Nullable Path state;

  @Option(names = "--no-tour", description = "Skip the tour.")
  private boolean noTour;

  @Nullable Path data() {
    return data;
  }

  List<String> databases() {
    return databases;
  }

  Map<String, String> nodes() {
    return nodes;
  }

  List<String> exec() {
    return exec;
  }

  ResultFormat format() {
    return format;
  }

  int port() {
    return port;
  }

  boolean serve() {
    return serve;
  }

  @Nullable String password() {
    return password;
  }

  boolean processes() {
    return processes;
  }

  @Nullable Path state() {
    return state;
  }

  boolean tour() {
    return !noTour;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** A process of its own that counts rows: reads URL, user, password and table, a line each. */
final class CountRows {
  private CountRows() {}

  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Connection connection =
            DriverManager.getConnection(in.readLine(), in.readLine(), in.readLine());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + in.readLine())) {
      result.next();
      System.out.println("rows=" + result.getLong(1));
    }
  }
}

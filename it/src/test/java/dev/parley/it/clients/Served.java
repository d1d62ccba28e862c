// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.clients;

import dev.parley.it.SharedStage.Stage;
import dev.parley.testkit.federation.LocalFederationSettings;

/** What somebody must be told to connect a client: a URL, a user and a password. */
final class Served {
  static final String USER = LocalFederationSettings.USER;

  private final Stage stage;

  Served(Stage stage) {
    this.stage = stage;
  }

  String url() {
    return stage.federation().federation().url();
  }

  String password() {
    return stage.federation().federation().settings().password();
  }
}

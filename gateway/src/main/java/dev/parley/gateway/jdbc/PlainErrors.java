// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;

/** Answers what HTTP itself refuses with a status and nothing else: no page, no stack trace. */
final class PlainErrors extends ErrorHandler {

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response) {
    base.setHandled(true);
  }
}

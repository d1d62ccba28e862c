// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Runs where a real OpenWhisk is named, and says so where none is. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
    named = Server.API_HOST,
    matches = ".+",
    disabledReason = Server.NOT_THERE)
@EnabledIfEnvironmentVariable(
    named = Server.AUTH,
    matches = ".+",
    disabledReason = Server.NOT_THERE)
@interface OnRealServer {}

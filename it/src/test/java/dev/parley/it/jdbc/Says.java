// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The sentence of JDBC that a check asks: a section of its specification, or the Javadoc. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Says {
  String value();
}

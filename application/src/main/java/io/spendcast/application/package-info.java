/** Spendcast: application. */
package io.spendcast.application;

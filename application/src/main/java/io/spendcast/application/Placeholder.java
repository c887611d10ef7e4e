package io.spendcast.application;

/** Gives the build something to check until the module has code. */
final class Placeholder {
  private Placeholder() {}
}

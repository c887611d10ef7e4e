package io.spendcast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The one injector: what is not bound on purpose is an error, and an error shows at the start. */
final class StrictInjector {
  private StrictInjector() {}

  static Injector of(Module... modules) {
    List<Module> all = new ArrayList<>(Arrays.asList(modules));
    all.add(new Strictness());
    return Guice.createInjector(Stage.PRODUCTION, all);
  }

  private static final class Strictness extends AbstractModule {
    @Override
    protected void configure() {
      binder().requireExplicitBindings();
      binder().requireExactBindingAnnotations();
      binder().requireAtInjectOnConstructors();
      binder().disableCircularProxies();
    }
  }
}

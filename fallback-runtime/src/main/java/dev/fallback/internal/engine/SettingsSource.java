package dev.fallback.internal.engine;

import dev.fallback.BreakerSettings;
import dev.fallback.codegen.OperationDescriptor;

/** Where the engine learns the settings in force. Immutable. */
public interface SettingsSource {

  /** The settings of an operation. */
  OperationSettings operation(OperationDescriptor<?> operation);

  /** The breaker of a service. */
  BreakerSettings breaker(String service);

  /** The backend of a service. */
  default BackendSettings backend(String service) {
    return BackendSettings.defaults();
  }

  /** What is asked of the store at most. */
  StoreLimits store();

  /** What the code says, with nothing configured. */
  static SettingsSource ofCode(BreakerSettings breaker) {
    return new SettingsSource() {
      @Override
      public OperationSettings operation(OperationDescriptor<?> operation) {
        return OperationSettings.of(operation);
      }

      @Override
      public BreakerSettings breaker(String service) {
        return breaker;
      }

      @Override
      public StoreLimits store() {
        return StoreLimits.defaults();
      }
    };
  }
}

"""Planning a story: every act explained by what its actors want and believe, in worlds that nest as minds do."""

{{functions}}
